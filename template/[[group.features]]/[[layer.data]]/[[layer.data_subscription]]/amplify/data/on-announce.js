/** Everybody who subscribes hears everything; `extensions.setSubscriptionFilter` could narrow that. */
export function request() {
  return { payload: null }
}

export function response() {
  return null
}
