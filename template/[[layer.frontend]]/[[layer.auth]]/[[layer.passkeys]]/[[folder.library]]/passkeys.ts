import './amplify'
import {
  associateWebAuthnCredential,
  deleteWebAuthnCredential,
  listWebAuthnCredentials,
} from 'aws-amplify/auth'

export interface Passkey {
  id: string
  name: string
  createdAt?: Date
}

/** The passkeys of the person who is signed in; Cognito keeps 20 at most. */
export async function listPasskeys(): Promise<Passkey[]> {
  const { credentials } = await listWebAuthnCredentials({ pageSize: 20 })
  return credentials.flatMap(({ credentialId, friendlyCredentialName, createdAt }) =>
    credentialId
      ? [{ id: credentialId, name: friendlyCredentialName ?? 'Passkey', createdAt }]
      : [],
  )
}

/** Has the browser make a passkey on this device, after it has asked the person. */
export async function addPasskey(): Promise<void> {
  await associateWebAuthnCredential()
}

export async function deletePasskey(id: string): Promise<void> {
  await deleteWebAuthnCredential({ credentialId: id })
}
