import type {Settings} from '../../config/settings.ts';
import type {MonitorMemory} from '../../domain/monitor-memory.ts';
import type {TapisApi} from '../../domain/tapis-api.ts';
import {createMonitor} from '../../monitor/monitor.ts';
import type {Monitor} from '../../monitor/monitor-port.ts';
import type {CommandContext} from '../command-line/command.ts';
import {demoIntervalMs} from '../command-line/flags.ts';

/** The monitor as the person's flags and settings want it; it still has to be started. */
export function createMonitorFor(
	{clock, flags}: CommandContext,
	api: TapisApi,
	memory: MonitorMemory,
	settings: Settings,
): Monitor {
	const isUsualDemo = flags.demo === true && settings.find('interval').isDefault;
	return createMonitor({
		api,
		clock,
		memory,
		random: Math.random,
		options: {
			listType: settings.get('list-type'),
			limit: settings.get('limit') ?? undefined,
			intervalMs: isUsualDemo ? demoIntervalMs : settings.get('interval'),
			cancelGraceMs: settings.get('cancel-grace'),
		},
	});
}
