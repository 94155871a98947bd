const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A number of bytes for people, in powers of 1000: `812 B`, `1.3 MB`, `24 GB`. */
export function formatBytes(bytes: number): string {
	let value = Math.max(0, bytes);
	let unit = 0;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	const text = unit === 0 || value >= 9.95 ? String(Math.round(value)) : value.toFixed(1);
	return `${text} ${units[unit]}`;
}
