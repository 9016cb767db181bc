import { useState } from 'react'
import { StyleSheet, View } from 'react-native'
import { functions, type BackendFunction } from '../lib/functions'
import { useAction } from '../lib/hooks'
import { Button } from './Button'
import { Field } from './Field'
import { Problem } from './Problem'
import { Screen } from './Screen'
import { Words } from './Words'

export function FunctionCalls() {
  return (
    <Screen title="Functions">
      {functions.map(({ name, call }) => (
        <FunctionCall key={name} name={name} call={call} />
      ))}
    </Screen>
  )
}

function FunctionCall({ name, call }: BackendFunction) {
  const [argument, setArgument] = useState('')
  const [answer, setAnswer] = useState<string | null>()
  const ask = useAction(async () => setAnswer(await call(argument.trim())))

  return (
    <View style={styles.call}>
      <View style={styles.row}>
        <Field
          label={`Your name, for ${name}`}
          placeholder="Your name"
          value={argument}
          onChangeText={setArgument}
          onSubmitEditing={() => ask.run()}
        />
        <Button title={`Call ${name}`} disabled={ask.isPending} onPress={() => ask.run()} />
      </View>
      <Problem error={ask.error} />
      <View accessibilityLiveRegion="polite">
        {ask.isPending && <Words isMuted>Calling {name} …</Words>}
        {!ask.isPending && !ask.error && answer !== undefined && (
          <Words selectable>{answer ?? 'No answer'}</Words>
        )}
      </View>
    </View>
  )
}

const styles = StyleSheet.create({
  call: { gap: 8 },
  row: { flexDirection: 'row', alignItems: 'center', gap: 8 },
})
