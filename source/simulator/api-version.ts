/** The versions of the Jobs service whose answers the simulator can give. */
export const apiVersions = ['1.7', '1.9'] as const;

export type ApiVersion = (typeof apiVersions)[number];
