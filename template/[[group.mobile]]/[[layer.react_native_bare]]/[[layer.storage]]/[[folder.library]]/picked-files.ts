import {
  errorCodes,
  isErrorWithCode,
  pick,
  type DocumentPickerResponse,
} from '@react-native-documents/picker'

/** The files that somebody chooses; none when they change their mind. */
export async function pickFiles(): Promise<File[]> {
  try {
    return await Promise.all((await pick({ allowMultiSelection: true })).map(read))
  } catch (error) {
    if (isErrorWithCode(error) && error.code === errorCodes.OPERATION_CANCELED) return []
    throw error
  }
}

/** A file as `uploadFile` takes it, from where the system lets the app read it. */
async function read({ uri, name, type, error }: DocumentPickerResponse): Promise<File> {
  if (error) throw new Error(error)
  const content = await (await fetch(uri)).blob()
  return new File([content], name ?? 'file', { type: type ?? '' })
}
