// Loads the built program. Apart from tapis-jobs.js because an old Node could not even read the dynamic import.
const fs = require('node:fs');
const module_ = require('node:module');
const os = require('node:os');
const path = require('node:path');
const {pathToFileURL} = require('node:url');
const v8 = require('node:v8');

for (const flag of require('./engine-flags.js')) v8.setFlagsFromString(flag);

// The program takes Node's modules by this function, which came with Node 22.3.
if (!process.getBuiltinModule) process.getBuiltinModule = require;

const cacheHome = process.env.XDG_CACHE_HOME;
const cache = path.join(
	cacheHome && path.isAbsolute(cacheHome) ? cacheHome : path.join(os.homedir(), '.cache'),
	'tapis-jobs',
	'compile',
);
// Compiled code is kept in a folder of the person's own. Node's default stands in the shared /tmp, where on a login
// node anybody could lay code ready for others.
try {
	fs.mkdirSync(cache, {recursive: true, mode: 0o700});
	if (module_.enableCompileCache) module_.enableCompileCache(cache);
} catch {
	// A home that cannot be written makes the start slower, nothing more.
}

const program = path.join(__dirname, '..', 'dist', 'cli.js');
if (fs.existsSync(program)) {
	import(pathToFileURL(program).href).catch(error => {
		process.stderr.write(`tapis-jobs could not start: ${error?.stack ?? error}\n`);
		process.exitCode = 70;
	});
} else {
	process.stderr.write('tapis-jobs is not built yet: run `npm run build` first.\n');
	process.exitCode = 1;
}
