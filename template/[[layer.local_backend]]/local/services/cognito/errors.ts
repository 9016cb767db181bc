// The errors of Cognito that more than one operation answers with, in its own words, because apps
// and the Authenticator show or match them.
import { ServiceError } from '../types.ts'

/** One answer for a wrong name and a wrong password, so that it does not tell which it was. */
export const notAuthorized = (message = 'Incorrect username or password.') =>
  new ServiceError('NotAuthorizedException', message)

export const invalidParameter = (message: string) =>
  new ServiceError('InvalidParameterException', message)

export const userNotFound = () => new ServiceError('UserNotFoundException', 'User does not exist.')

export const notFound = (message: string) => new ServiceError('ResourceNotFoundException', message)

export const codeMismatch = (message = 'Invalid verification code provided, please try again.') =>
  new ServiceError('CodeMismatchException', message)

export const codeExpired = () =>
  new ServiceError('ExpiredCodeException', 'Invalid code provided, please request a code again.')

/** The sentence for what Cognito can do and this backend cannot. */
export const notEmulated = (what: string) =>
  new ServiceError('NotImplementedException', `${what} is not available locally.`, 501)

export const serializationError = (message: string) =>
  new ServiceError('SerializationException', message)
