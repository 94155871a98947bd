/** A small full-screen program on the terminal layer and the real Ink, run in a pseudo-terminal by the tests beside it. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {Box, render, Text, useInput} from 'ink';
import {createElement, useEffect, useState} from 'react';
import {createHandover} from '../../source/terminal/handover.ts';
import {createModes} from '../../source/terminal/modes.ts';
import {createScreen} from '../../source/terminal/screen.ts';
import {createTitle} from '../../source/terminal/title.ts';

const {stdin, stdout} = process;
const modes = createModes({fd: 1});
const screen = createScreen({stdout});
const title = createTitle(screen.send);
const handover = createHandover({stdin, modes, screen, onReturn: title.sendAgain});
const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());

async function edit(): Promise<void> {
	const child = spawn(
		'/bin/sh',
		['-c', 'echo editing; while read line; do echo "saved: $line"; test "$line" = end && break; done'],
		{stdio: 'inherit'},
	);
	await once(child, 'exit');
}

function App() {
	const [selected, select] = useState(0);
	const [word, setWord] = useState('');
	const [rowCount, setRowCount] = useState(screen.stream.rows);
	useEffect(() => {
		const resized = (): void => setRowCount(screen.stream.rows);
		screen.stream.on('resize', resized);
		return () => void screen.stream.off('resize', resized);
	}, []);
	useInput((input, key) => {
		if (key.downArrow) select(row => row + 1);
		else if (input === 'q') stopping.abort();
		else if (input === 'e') void handover.run(edit).then(() => setWord('edited'));
		else if (input === 'E')
			void handover.run(() => Promise.reject(new Error('no editor'))).catch(() => setWord('failed'));
		else if (key.ctrl && input === 'z') void handover.suspend().then(() => setWord('back'));
		else if (input === 'w') setWord(`frames ${screen.counters().frames}`);
		else if (input === 't')
			setTimeout(() => {
				throw new Error('thrown in a timer');
			});
		else if (input === 'r') void Promise.reject(new Error('rejected'));
		else if (input === 'x') process.exit(3);
		else setWord(typed => typed + input);
	});
	const rows = Array.from({length: rowCount - 1}, (_, row) =>
		createElement(Text, {key: row, wrap: 'truncate'}, `${row === selected ? '❯' : ' '} ▶ RUNNING job-${row}`),
	);
	return createElement(
		Box,
		{flexDirection: 'column'},
		...rows,
		createElement(Text, null, `row ${selected} ${word}`),
	);
}

modes.enter();
title.set('jobs');
const app = render(createElement(App), {
	stdout: screen.stream,
	debug: true,
	interactive: true,
	exitOnCtrlC: false,
	patchConsole: false,
});
await once(stopping.signal, 'abort');
app.unmount();
modes.restore();
handover.close();
screen.close();
stdout.write('last words\n');
process.exit(0);
