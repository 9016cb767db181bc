import type { ReactNode } from 'react'
import {
  KeyboardAvoidingView,
  Platform,
  RefreshControl,
  ScrollView,
  StyleSheet,
} from 'react-native'
import { Heading } from './Words'

interface Props {
  title: string
  children: ReactNode
  /** What happens when people pull it down. */
  onRefresh?: () => void
}

/** A screen that scrolls, and whose fields the keyboard leaves in sight. */
export function Screen({ title, children, onRefresh }: Props) {
  return (
    <KeyboardAvoidingView
      style={styles.screen}
      behavior={Platform.OS === 'ios' ? 'padding' : 'height'}
    >
      <ScrollView
        contentContainerStyle={styles.content}
        keyboardShouldPersistTaps="handled"
        refreshControl={onRefresh && <RefreshControl refreshing={false} onRefresh={onRefresh} />}
      >
        <Heading>{title}</Heading>
        {children}
      </ScrollView>
    </KeyboardAvoidingView>
  )
}

const styles = StyleSheet.create({
  screen: { flex: 1 },
  content: { gap: 16, padding: 16 },
})
