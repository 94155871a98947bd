/**
 * The service's texts. Clients may rely on the key a text begins with and on the values in it; the prose is this program's own.
 * Arguments go through the rules of Java's MessageFormat, whose handling of apostrophes shows on the wire.
 */
const texts = {
	TAPIS_SECURITY_MISSING_JWT_INFO:
		'TAPIS_SECURITY_MISSING_JWT_INFO The HTTP {0} request carries no JSON Web Token. ',
	TAPIS_SECURITY_JWT_EXPIRED: 'TAPIS_SECURITY_JWT_EXPIRED {0} {1} ',
	TAPIS_SECURITY_JWT_PARSE_ERROR: 'TAPIS_SECURITY_JWT_PARSE_ERROR The JWT cannot be parsed: {0}',
	TAPIS_SECURITY_JWT_INVALID_CLAIM:
		'TAPIS_SECURITY_JWT_INVALID_CLAIM The JWT has a claim of a wrong value: {0} = {1}',
	TAPIS_SECURITY_JWT_CLAIM_NOT_FOUND: 'TAPIS_SECURITY_JWT_CLAIM_NOT_FOUND Claim {1} is missing: {0}',
	TAPIS_SECURITY_USER_IN_ADMIN_TENANT:
		'TAPIS_SECURITY_USER_IN_ADMIN_TENANT User {0} belongs to the administrative tenant {1}.',
	TAPIS_SECURITY_JWT_KEY_ERROR:
		'TAPIS_SECURITY_JWT_KEY_ERROR The key for the signature of a JWT is not available. ',
	TAPIS_QUERY_PARAM_NOTINT:
		'TAPIS_QUERY_PARAM_NOTINT Tenant {0}, user {1}, on behalf of {2} {3}: the parameter {4} is not an integer: {5}',
	TAPIS_QUERY_PARAM_MULTIPLE:
		'TAPIS_QUERY_PARAM_MULTIPLE Tenant {0}, user {1}, on behalf of {2} {3}: the parameter {4} was given more than once.',
	TAPIS_QUERY_PARAM_ORDERBY_ERROR:
		'TAPIS_QUERY_PARAM_ORDERBY_ERROR Tenant {0}, user {1}, on behalf of {2} {3}: orderBy is malformed: {4}',
	TAPIS_QUERY_PARAM_INVALID_PAIR1:
		'TAPIS_QUERY_PARAM_INVALID_PAIR1 Tenant {0}, user {1}, on behalf of {2} {3}: {4} needs {5}.',
	TAPIS_QUERY_PARAM_INVALID_PAIR2:
		'TAPIS_QUERY_PARAM_INVALID_PAIR2 Tenant {0}, user {1}, on behalf of {2} {3}: {4} excludes {5}.',
	SEARCH_LIST_ERROR: 'SEARCH_LIST_ERROR Tenant {0}, user {1}: the search list is not valid: {2}',
	SELECT_LIST_ERROR: 'SELECT_LIST_ERROR Tenant {0}, user {1}: the select list is not valid: {2}',
	SEARCH_COND_INVALID_NOATTR: 'SEARCH_COND_INVALID_NOATTR A condition has no attribute: {0}',
	SEARCH_COND_INVALID_NOOPER: 'SEARCH_COND_INVALID_NOOPER A condition has no operator: {0}',
	SEARCH_COND_INVALID_NOVAL: 'SEARCH_COND_INVALID_NOVAL A condition has no value: {0}',
	SEARCH_COND_INVALID_VAL:
		'SEARCH_COND_INVALID_VAL A value has a special character without a backslash before it: {0}',
	SEARCH_COND_INVALID_ATTR: 'SEARCH_COND_INVALID_ATTR The attribute of a condition is not valid: {0}',
	SEARCH_COND_INVALID_OP: 'SEARCH_COND_INVALID_OP The operator {0} is not known. Condition: {1}',
	SEARCH_COND_INVALID_OP2:
		'SEARCH_COND_INVALID_OP2 The operator {0} takes exactly two values. Condition: {1}',
	TAPIS_NOT_FOUND: 'TAPIS_NOT_FOUND {0} not found: {1}',
	TAPIS_CREATED: 'TAPIS_CREATED {0} created: {1}',
	TAPIS_HEALTHY: 'TAPIS_HEALTHY Health check received by {0}.',
	TAPIS_READY: 'TAPIS_READY Readiness check received by {0}.',
	NET_INVALID_JSON_INPUT: 'NET_INVALID_JSON_INPUT The JSON of the {0} request is not valid: {1}',
	NET_REQUEST_PAYLOAD_ERROR: 'NET_REQUEST_PAYLOAD_ERROR The payload of the {0} request cannot be used: {1}',
	// The key's own first word is misspelt on the wire.
	JOBS_LIST_RETRIEVED: 'JOBS_LIST_RETRIVED Jobs of user {0} in tenant {1}.',
	JOBS_SEARCH_NO_JOBS_FOUND: 'JOBS_SEARCH_NO_JOBS_FOUND There are no jobs of owner {0} in tenant {1}.',
	JOBS_SEARCH_RESULT_LIST_RETRIEVED:
		'JOBS_SEARCH_RESULT_LIST_RETRIEVED Found jobs of user {0} in tenant {1}.  ',
	JOBS_SEARCH_LIST_ERROR: 'JOBS_SEARCH_LIST_ERROR Tenant {0}, user {1}: {2}',
	JOBS_SEARCH_INVALID_LISTTYPE_ERROR:
		'JOBS_SEARCH_INVALID_LISTTYPE_ERROR Tenant {0}, user {1}: the listType is not one of MY_JOBS, SHARED_JOBS, ALL_JOBS: {2}',
	JOBS_SEARCH_INVALID_SELECTLIST_ERROR:
		'JOBS_SEARCH_INVALID_SELECTLIST_ERROR Tenant {0}, user {1}: not a field of a job: {2}',
	JOBS_RETRIEVED: 'JOBS_RETRIEVED Job: {0}',
	JOBS_STATUS_RETRIEVED: 'JOBS_STATUS_RETRIEVED Status of job {0}: {1}',
	JOBS_HISTORY_RETRIEVED: 'JOBS_HISTORY_RETRIEVED Events of job {0} for user {1} in tenant {2}.',
	JOBS_JOB_NOT_FOUND: 'JOBS_JOB_NOT_FOUND No job has the uuid {0}.',
	JOBS_JOB_SELECT_UUID_ERROR: 'JOBS_JOB_SELECT_UUID_ERROR Job {0}, owner {1}, tenant {2}: {3}',
	JOBS_JOB_NOT_VISIBLE: 'JOBS_JOB_NOT_VISIBLE Job {0} is hidden from user {1} in tenant {2}.',
	JOBS_MISMATCHED_OWNER: 'JOBS_MISMATCHED_OWNER User {0} may not act on a job of owner {1}.',
	JOBS_MISMATCHED_TENANT: 'JOBS_MISMATCHED_TENANT Tenant {0} may not act on a job of tenant {1}.',
	JOBS_JOB_CANCEL_ACCEPTED: 'JOBS_JOB_CANCEL_ACCEPTED Request to cancel job {0} accepted. ',
	JOBS_JOB_CANCEL_ACCEPTED_DETAILS:
		'JOBS_JOB_CANCEL_ACCEPTED_DETAILS Request to cancel job {0} accepted. Jobs in a terminal state are not affected; a job on its way between an active state and blocked may need a second request.',
	JOBS_QMGR_POST_CANCEL: 'JOBS_QMGR_POST_CANCEL The request to cancel job {0} could not be passed on.',
	JOBS_JOB_IN_TERMINAL_STATE:
		"JOBS_JOB_IN_TERMINAL_STATE Job {0} is in a terminal state ({1}) and can't be cancelled.",
	JOBS_JOB_NOT_IN_TERMINAL_STATE:
		"JOBS_JOB_NOT_IN_TERMINAL_STATE Job {0} is not in a terminal state ({1}) and can't be changed.",
	JOBS_CMD_MSG_RECEIVED:
		'JOBS_CMD_MSG_RECEIVED Job {0} received the command {1} from {2} (correlation {3}).  ',
	JOBS_JOB_CHANGED_VISIBILITY: 'JOBS_JOB_CHANGED_VISIBILITY Job {0} is now {1}.',
	JOBS_JOB_VISBILITY: 'JOBS_JOB_VISBILITY Job {0} was {1} already.',
	JOBS_OUTPUT_FILES_LIST_RETRIEVED:
		'JOBS_OUTPUT_FILES_LIST_RETRIEVED Output files of job {0} for user {1} in tenant {2}.',
	JOBS_EMPTY_DIR_FOR_DOWNLOAD: 'JOBS_EMPTY_DIR_FOR_DOWNLOAD Job {0} has an empty directory at {1}.',
	JOBS_JOB_NOT_TERMINATED: 'JOBS_JOB_NOT_TERMINATED Job {0} of user {1} in tenant {2} has not ended: {3}',
	JOBS_CREATED: 'JOBS_CREATED Job {0} created.',
	JOBS_JOBRESUBMIT_NOT_FOUND: 'JOBS_JOBRESUBMIT_NOT_FOUND No stored request for job {0}.',
	JOBS_IN_TERMINAL_STATE: 'JOBS_IN_TERMINAL_STATE Job {0} is in a terminal state: {1}',
	JOBS_JOB_SHARED: 'JOBS_JOB_SHARED Job {0} of user {1} is shared with {2} in tenant {3}.',
	JOBS_JOB_UNSHARED: 'JOBS_JOB_UNSHARED Job {0} of user {1} is no longer shared with {2} in tenant {3}.',
	JOBS_JOB_NO_SHARES_FOUND: 'JOBS_JOB_NO_SHARES_FOUND Job {0} is not shared; user {1}, tenant {2}.',
	JOBS_JOB_SHARE_INFO_RETRIEVED: 'JOBS_JOB_SHARE_INFO_RETRIEVED Shares of job {0}; user {1}, tenant {2}.',
	JOBS_JOB_ACTION_NOT_AUTHORIZED: 'JOBS_JOB_ACTION_NOT_AUTHORIZED User {0} may not do this ({1}) to job {2}.',
	JOBS_SUBSCRIPTIONS_RETRIEVED: 'JOBS_SUBSCRIPTIONS_RETRIEVED Job {0} has {1} subscriptions.',
	JOBS_SUBSCRIPTIONS_DELETED: 'JOBS_SUBSCRIPTIONS_DELETED {0} subscriptions of job {1} deleted by user {2}.',
	JOBS_SUBSCRIPTION_NOT_FOUND: 'JOBS_SUBSCRIPTION_NOT_FOUND No subscription has the uuid {0}.',
	NOTIFICATIONS_SUBSCRIPTION_CREATED:
		'NOTIFICATIONS_SUBSCRIPTION_CREATED Job {0} has a new subscription for {1}.',
	JOBS_JOB_ANNOTATION_UPDATED: 'JOBS_JOB_ANNOTATION_UPDATED Annotations {0}: job {1}, user {2}, tenant {3}.',
	FILES_PATH_NOT_FOUND: 'FILES_PATH_NOT_FOUND Path not found. Tenant: {0} User: {1} System: {2} Path: {3}',
	FILES_RANGE2: 'FILES_RANGE2 The range header is not valid: {0}',
	FILES_CONT_DIR_NOZIP:
		'FILES_CONT_DIR_NOZIP A directory needs zip=true. Tenant: {0} User: {1} System: {2} Path: {3}',
	FILES_NOT_AUTHORIZED: 'FILES_NOT_AUTHORIZED Not authorized. Tenant: {0} User: {1} System: {2} Path: {3}',
	FILES_SYS_NOTFOUND: 'FILES_SYS_NOTFOUND System not found. Tenant: {0} User: {1} System: {2}',
} as const;

export type MessageKey = keyof typeof texts;

/** The text of a key with its arguments filled in. */
export function message(key: MessageKey, ...values: readonly (string | number)[]): string {
	return formatMessage(texts[key], values);
}

/** The text about a uuid that no job has. The service hands over user and tenant in the wrong order. */
export function unknownJobMessage(
	uuid: string,
	{tenant, user}: {readonly tenant: string; readonly user: string},
): string {
	return message('JOBS_JOB_SELECT_UUID_ERROR', uuid, tenant, user, message('JOBS_JOB_NOT_FOUND', uuid));
}

/** The text the service gives for a key that its bundle lacks. */
export function missingMessage(key: string, ...values: readonly string[]): string {
	return `Property "${key}" not found in bundle. [${values.join(', ')}]`;
}

/**
 * Java's MessageFormat as far as texts use it: `{0}` is an argument; an apostrophe opens or closes quoting and is itself
 * swallowed, while two of them stand for one. Texts without arguments are not formatted at all by the service.
 */
function formatMessage(pattern: string, values: readonly (string | number)[]): string {
	if (values.length === 0) return pattern;
	let text = '';
	let isQuoted = false;
	for (let index = 0; index < pattern.length; index++) {
		const character = pattern[index]!;
		if (character === "'") {
			if (pattern[index + 1] === "'") {
				text += "'";
				index++;
			} else isQuoted = !isQuoted;
			continue;
		}
		const argument = isQuoted ? null : /^\{(\d)\}/.exec(pattern.slice(index, index + 3));
		if (argument) {
			const value = values[Number(argument[1])];
			text += value === undefined ? argument[0] : String(value);
			index += 2;
		} else text += character;
	}
	return text;
}
