const state = { type: 'wifi', isConnected: true, isInternetReachable: true }

export const fetch = async () => state
export const addEventListener = (listener) => (listener(state), () => {})
export default { fetch, addEventListener }
