// What the engine is told before it has grown; read by launch.js, and by the single-file program as it is built.
module.exports = [
	// Left to itself, it keeps 30 MB for new objects, of which the monitor uses one, and three times the room that the rows of
	// 100,000 jobs need.
	'--optimize-for-size',
	// Node 24 may never end otherwise: at the exit the main thread waits for a compilation in another thread, which waits for the main
	// thread to make room for its code (nodejs/node#54918). Without these two, as in Node 22, no compilation waits.
	'--no-maglev',
	'--no-concurrent-sparkplug',
];
