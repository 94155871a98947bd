import type {Environment} from '../../domain/environment.ts';

/** Since which versions Node's agents read proxy variables by themselves (its documentation of `proxyEnv`). */
function canUseProxies(nodeVersion: string): boolean {
	const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
	return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}

/** In the order in which Node reads them. */
function proxyText(environment: Environment): string | undefined {
	return environment['https_proxy'] || environment['HTTPS_PROXY'] || undefined;
}

/**
 * Whether NO_PROXY names the host of `url`: as itself, with its port, or by the end of its name, as Node reads it; ranges of addresses
 * are for Node alone.
 */
export function isPastProxy(url: URL, environment: Environment): boolean {
	const {hostname} = url;
	const names = (environment['no_proxy'] || environment['NO_PROXY'] || '').toLowerCase().split(',');
	return names
		.map(name => name.trim())
		.some(name => {
			if (['*', hostname, `${hostname}:${portOf(url)}`].includes(name)) return true;
			const end = /^\*?(\..+)/.exec(name)?.[1];
			return end !== undefined && (hostname.endsWith(end) || name === `.${hostname}`);
		});
}

/** What to do when a proxy is set that Node would pass by; undefined when all is well. Its address may hold a password. */
export function proxyAdvice(environment: Environment, nodeVersion: string): string | undefined {
	const text = proxyText(environment);
	if (text === undefined) return undefined;
	if (!canUseProxies(nodeVersion))
		return `HTTPS_PROXY is set, but Node ${nodeVersion} cannot use it: take Node 22.21, 24.5 or newer.`;
	if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return undefined;
	return 'HTTPS_PROXY is not used, since it is not an address that begins with http:// or https://.';
}

/** The host of the proxy, when an error of a request to `url` is about reaching it and not about the service; else null. */
export function proxyOfError(error: unknown, url: URL, environment: Environment): string | null {
	const proxy = URL.parse(proxyText(environment) ?? '');
	if (proxy === null || !(error instanceof Error)) return null;
	const {hostname, port} = error as {readonly hostname?: unknown; readonly port?: unknown};
	const proxyPort = portOf(proxy);
	// Only the name tells them apart where the service is at the same port.
	return hostname === proxy.hostname || (port === proxyPort && proxyPort !== portOf(url)) ? proxy.host : null;
}

function portOf({port, protocol}: URL): number {
	return Number(port || (protocol === 'https:' ? 443 : 80));
}
