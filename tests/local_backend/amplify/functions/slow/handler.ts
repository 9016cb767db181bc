/** Answers after its own time limit of one second. */
export const handler = () => new Promise((resolve) => setTimeout(resolve, 60_000))
