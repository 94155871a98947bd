#!/usr/bin/env node
// Written so that any Node can read it: an old one must be able to say that it is too old.
var FLOOR = [22, 3];
var version = process.versions.node.split('.').map(Number);

if (version[0] > FLOOR[0] || (version[0] === FLOOR[0] && version[1] >= FLOOR[1])) {
	require('./launch.js');
} else {
	var fs = require('fs');
	var path = require('path');
	// A checkout brings its own Node (the package "node", a development dependency); go on with that one.
	var pinned = path.join(__dirname, '..', 'node_modules', 'node', 'bin', 'node');
	if (fs.existsSync(pinned)) {
		handOver(pinned);
	} else {
		process.stderr.write(
			'tapis-jobs needs Node ' + FLOOR.join('.') + ' or newer, and this is Node ' + process.versions.node + '.\n' +
				'Install a newer Node, or use the single-file program, which needs none (README, "Install").\n'
		);
		process.exitCode = 1;
	}
}

function handOver(node) {
	var child = require('child_process').spawn(node, [__filename].concat(process.argv.slice(2)), {stdio: 'inherit'});
	// The terminal sends Ctrl-C to both; the other signals may be meant for this process alone and are passed on.
	['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
		process.on(signal, function () {
			if (signal !== 'SIGINT') child.kill(signal);
		});
	});
	child.on('error', function (error) {
		process.stderr.write('tapis-jobs could not start ' + node + ': ' + error.message + '\n');
		process.exitCode = 1;
	});
	child.on('exit', function (code, signal) {
		process.exitCode = code === null ? 128 + (require('os').constants.signals[signal] || 0) : code;
	});
}
