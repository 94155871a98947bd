export {Failure, type FailureKind, isFailure} from './domain/failure.ts';
