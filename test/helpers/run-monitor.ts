import type {JobUuid} from '../../source/domain/job.ts';
import type {MonitorMemory} from '../../source/domain/monitor-memory.ts';
import {createMonitor} from '../../source/monitor/monitor.ts';
import type {MonitorOptions} from '../../source/monitor/monitor-options.ts';
import type {Monitor} from '../../source/monitor/monitor-port.ts';
import type {MonitorEvent} from '../../source/monitor/monitor-state.ts';
import {createFakeClock, type FakeClock} from './fake-clock.ts';
import {createFakeJobsApi, type FakeJobsApi} from './fake-jobs-api.ts';
import {createFakeDisk, createFakeMemory, type FakeDisk} from './fake-memory.ts';

export type World = {
	readonly clock: FakeClock;
	readonly api: FakeJobsApi;
	readonly disk: FakeDisk;
	/** Starts a monitor of this world; several may run at once, each as a program of its own. */
	readonly run: (options?: MonitorOptions, program?: string, memory?: Partial<MonitorMemory>) => Run;
};

export type Run = {
	readonly monitor: Monitor;
	readonly events: MonitorEvent[];
	readonly eventsOf: <Kind extends MonitorEvent['kind']>(kind: Kind) => Extract<MonitorEvent, {kind: Kind}>[];
	/** Calls of the state's listeners: what would draw a frame. */
	readonly notified: () => number;
	readonly statusOf: (uuid: JobUuid) => string | undefined;
	/** Stops the monitor and ends its program. */
	readonly end: () => Promise<void>;
	/** The program is killed: from here on it does nothing, not even what it had begun. */
	readonly crash: () => void;
};

/** A monitor among fakes: a clock that stands still, a service in memory, a disk. */
export function createWorld(random: () => number = () => 0.5): World {
	const clock = createFakeClock();
	const api = createFakeJobsApi(clock);
	const disk = createFakeDisk();
	return {
		clock,
		api,
		disk,
		run: (options = {}, program = 'first', memory = {}) => {
			let isDead = false;
			const alive = <Port extends object>(port: Port): Port =>
				new Proxy(port, {
					get: (target, name) => {
						const method: unknown = Reflect.get(target, name);
						if (typeof method !== 'function') return method;
						return (...parameters: readonly unknown[]) => {
							if (isDead) return new Promise(() => {});
							const answer: unknown = Reflect.apply(method, target, parameters);
							if (!(answer instanceof Promise)) return answer;
							return new Promise((resolve, reject) => {
								answer.then(
									value => isDead || resolve(value),
									(error: unknown) => isDead || reject(error),
								);
							});
						};
					},
				});
			const monitor = createMonitor({
				api: alive(api),
				clock: {...clock, after: (ms, later) => clock.after(ms, () => isDead || later())},
				memory: alive({...createFakeMemory(disk, program), ...memory}),
				random,
				options,
			});
			const events: MonitorEvent[] = [];
			let notified = 0;
			monitor.onEvent(({event}) => events.push(event));
			monitor.subscribe(() => notified++);
			monitor.start();
			return {
				monitor,
				events,
				eventsOf: <Kind extends MonitorEvent['kind']>(kind: Kind) =>
					events.filter((event): event is Extract<MonitorEvent, {kind: Kind}> => event.kind === kind),
				notified: () => notified,
				statusOf: uuid => monitor.getState().jobs.get(uuid)?.status,
				crash: () => {
					isDead = true;
					disk.running.delete(program);
				},
				end: async () => {
					await monitor.stop();
					disk.running.delete(program);
				},
			};
		},
	};
}
