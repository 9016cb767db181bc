import { getDocumentAsync, type DocumentPickerAsset } from 'expo-document-picker'

/** The files that somebody chooses; none when they change their mind. */
export async function pickFiles(): Promise<File[]> {
  const { assets } = await getDocumentAsync({ multiple: true })
  return Promise.all((assets ?? []).map(read))
}

/** A file as `uploadFile` takes it, from where the system has put a copy of it. */
async function read({ uri, name, mimeType: type }: DocumentPickerAsset): Promise<File> {
  const content = await (await fetch(uri)).blob()
  return new File([content], name, { type })
}
