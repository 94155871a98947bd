/** The variables of the process, handed in so that no part reaches for them itself. */
export type Environment = Readonly<Record<string, string | undefined>>;
