/** The package manager whose script this is. */
export const manager = process.env.npm_config_user_agent?.split('/')[0] || 'npm'
