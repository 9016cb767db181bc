import { useState } from 'react'
import { StyleSheet, View } from 'react-native'
import { confirmKey, makeKey } from '../lib/authenticator-app'
import { useAction, useLoaded } from '../lib/hooks'
import { Button } from './Button'
import { Field } from './Field'
import { KeyToCopy } from './KeyToCopy'
import { Loading } from './Loading'
import { Problem } from './Problem'

/** Sets up an authenticator app, and says when that is done. */
export function AuthenticatorApp({ onReady }: { onReady: () => void }) {
  const { data: key, error, reload } = useLoaded(makeKey)
  const [code, setCode] = useState('')
  const confirm = useAction(async () => {
    await confirmKey(code.trim())
    onReady()
  })

  return (
    <>
      <Problem error={error} onRetry={reload} />
      {!key && !error && <Loading what="a key" />}
      {key && (
        <>
          <KeyToCopy of={key} />
          <View style={styles.row}>
            <Field
              label="The code that the app shows"
              placeholder="123456"
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChangeText={setCode}
              onSubmitEditing={() => code.trim() && confirm.run()}
            />
            <Button
              title="Confirm"
              disabled={!code.trim() || confirm.isPending}
              onPress={() => confirm.run()}
            />
          </View>
          <Problem error={confirm.error} />
        </>
      )}
    </>
  )
}

const styles = StyleSheet.create({
  row: { flexDirection: 'row', alignItems: 'center', gap: 8 },
})
