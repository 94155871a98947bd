import type {SignInOverlay} from '../../state/overlay-state.ts';

export type SignInField = SignInOverlay['focus'];

/** What is asked for, by the words the person reads, in the order they are typed. */
export const signInLabels: Readonly<Record<SignInField, string>> = {
	baseUrl: 'Tenant',
	username: 'User',
	password: 'Password',
};

export const signInFields = Object.keys(signInLabels) as readonly SignInField[];
