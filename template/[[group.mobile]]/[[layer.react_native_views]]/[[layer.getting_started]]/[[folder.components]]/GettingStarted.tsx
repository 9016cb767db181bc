import { ScrollView, StyleSheet } from 'react-native'
import { Heading, Words } from './Words'

/** In place of the first screen. */
export function GettingStarted() {
  return (
    <ScrollView contentContainerStyle={styles.content}>
      <Heading>Nothing here yet</Heading>
      <Words>What a first screen needs:</Words>
      <Words>• a resource in amplify/backend.ts</Words>
      <Words>• a component in src/components/</Words>
      <Words>• its title and what people have of it in src/lib/screens.ts</Words>
    </ScrollView>
  )
}

const styles = StyleSheet.create({ content: { gap: 12, padding: 16 } })
