// Loaded into the program by NODE_OPTIONS: on SIGUSR2 it tells a file what the process holds, after collecting garbage.
import {appendFileSync} from 'node:fs';
import process from 'node:process';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

const path = process.env.TRUST_PROBE;
if (path) {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc');
	process.on('SIGUSR2', () => {
		collect();
		const {rss, heapTotal, heapUsed, external} = process.memoryUsage();
		const resources = {};
		for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
		appendFileSync(path, `${JSON.stringify({rss, heapTotal, heapUsed, external, resources})}\n`);
	});
}
