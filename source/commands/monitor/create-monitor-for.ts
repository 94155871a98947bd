import type {Settings} from '../../config/settings.ts';
import type {MonitorMemory} from '../../domain/monitor-memory.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {createMonitor} from '../../monitor/monitor.ts';
import type {Monitor} from '../../monitor/monitor-port.ts';
import type {CommandContext} from '../command-line/command.ts';

/** The monitor as the person's flags and settings want it; it still has to be started. */
export function createMonitorFor(
	{clock, flags}: CommandContext,
	api: TapisApi,
	memory: MonitorMemory,
	settings: Settings,
): Monitor {
	return createMonitor({
		api,
		clock,
		memory,
		random: Math.random,
		options: {
			listType: settings.get('list-type'),
			limit: settings.get('limit') ?? undefined,
			// The simulator's clock runs faster, and it costs nobody anything to be asked more often.
			intervalMs: flags.demo === true && flags.interval === undefined ? 2000 : settings.get('interval'),
			cancelGraceMs: settings.get('cancel-grace'),
		},
	});
}
