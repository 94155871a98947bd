type Variables = Readonly<Record<string, string | undefined>>;

/** Since which versions Node's agents read proxy variables by themselves (its documentation of `proxyEnv`). */
function canUseProxies(nodeVersion: string): boolean {
	const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
	return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}

/** What to do when a proxy is set that this Node would pass by; undefined when all is well. */
export function proxyAdvice(environment: Variables, nodeVersion: string): string | undefined {
	const isSet = ['https_proxy', 'HTTPS_PROXY'].some(name => environment[name]);
	if (!isSet || canUseProxies(nodeVersion)) return undefined;
	return `HTTPS_PROXY is set, but Node ${nodeVersion} cannot use it: take Node 22.21, 24.5 or newer.`;
}
