/** A pure function of a text that keeps its last results. Lines of a screen come back from frame to frame. */
export function remember<Result>(compute: (text: string) => Result, most = 512): (text: string) => Result {
	let recent = new Map<string, Result>();
	let older = new Map<string, Result>();
	return text => {
		let result = recent.get(text);
		if (result !== undefined) return result;
		result = older.get(text) ?? compute(text);
		if (recent.size >= most) {
			older = recent;
			recent = new Map();
		}
		recent.set(text, result);
		return result;
	};
}
