import {Failure, type FailureKind} from '../../domain/failure.ts';

type NetworkRule = {
	readonly codes: RegExp;
	readonly kind: FailureKind;
	readonly sentence: (host: string) => string;
	readonly advice?: string;
};

const ownCertificateAdvice =
	'If your site uses a certificate authority of its own, give its file with NODE_EXTRA_CA_CERTS; never switch the check off.';

const brokenProxyAdvice = 'Check HTTPS_PROXY, or name the host in NO_PROXY.';

/** What each error of the network layer means to a person; the first row whose pattern fits the error's code. */
const networkRules: readonly NetworkRule[] = [
	{
		codes: /^CERT_HAS_EXPIRED$|^CERT_NOT_YET_VALID$/,
		kind: 'tls',
		sentence: host => `The certificate of ${host} is not valid today.`,
		advice: 'Check this machine’s date; otherwise the tenant’s certificate has to be renewed.',
	},
	{
		codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
		kind: 'tls',
		sentence: host => `The certificate shown by ${host} belongs to another host.`,
		advice: 'Check the base URL; a captive portal or proxy may stand in between.',
	},
	{
		codes: /CERT|^UNABLE_TO_|SELF_SIGNED|^INVALID_CA$|^CRL_/,
		kind: 'tls',
		sentence: host => `The certificate of ${host} is not trusted.`,
		advice: ownCertificateAdvice,
	},
	{
		codes: /^EPROTO$|^ERR_SSL_|^ERR_TLS_/,
		kind: 'tls',
		sentence: host => `No secure connection to ${host} could be agreed on.`,
		advice: 'Check the base URL and its port: the other side may not speak TLS.',
	},
	{
		codes: /^ERR_PROXY_/,
		kind: 'unreachable',
		sentence: host => `The proxy did not let the connection to ${host} through.`,
		advice: brokenProxyAdvice,
	},
	{
		codes: /^ECONNREFUSED$/,
		kind: 'unreachable',
		sentence: host => `${host} refuses connections.`,
	},
	{
		codes: /^ENOTFOUND$|^EAI_/,
		kind: 'unreachable',
		sentence: host => `${host} cannot be found: its name cannot be looked up.`,
		advice: 'Check the network and the base URL for a slip of the pen.',
	},
	{
		codes: /^ETIMEDOUT$|^ESOCKETTIMEDOUT$/,
		kind: 'timeout',
		sentence: host => `${host} did not answer in time.`,
	},
	{
		codes: /^HPE_|^ERR_HTTP_|^Z_|^ERR_STREAM_PREMATURE_CLOSE$|^ERR_UNESCAPED/,
		kind: 'reply',
		sentence: host => `${host} sent something that is not a whole HTTP answer.`,
	},
	{
		codes: /^ECONNRESET$|^ECONNABORTED$|^EPIPE$/,
		kind: 'unreachable',
		sentence: host => `The connection to ${host} broke.`,
	},
	{
		codes: /./,
		kind: 'unreachable',
		sentence: host => `${host} cannot be reached.`,
	},
];

/** The code of an error, also where a cause of it holds it: what is thrown on top seldom says what happened to the line. */
function innerCodeOf(error: unknown): string {
	for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
		if ('code' in at && typeof at.code === 'string' && at.code !== '') return at.code;
	}
	return 'UNKNOWN';
}

/**
 * The Failure for an error thrown below HTTP: DNS, TCP, TLS, or an answer that is not HTTP. `line` is what is known of
 * the way to any host: the advice for what is unreachable, and the proxy when it is that which is.
 */
export function networkFailure(
	error: unknown,
	host: string,
	trackingId: string,
	line: {readonly advice?: string | undefined; readonly proxy?: string | null} = {},
): Failure {
	if (error instanceof Failure) return error;
	const code = innerCodeOf(error);
	const rule = networkRules.find(one => one.codes.test(code))!;
	const isUnreachable = rule.kind === 'unreachable';
	const advice =
		(isUnreachable ? (line.advice ?? (line.proxy ? brokenProxyAdvice : undefined)) : undefined) ??
		rule.advice;
	return new Failure(rule.kind, line.proxy ? rule.sentence(`The proxy ${line.proxy}`) : rule.sentence(host), {
		trackingId,
		// The error itself is not kept as the cause: Node puts whole requests, headers included, on some of them.
		cause: code,
		...(advice === undefined ? {} : {advice}),
	});
}
