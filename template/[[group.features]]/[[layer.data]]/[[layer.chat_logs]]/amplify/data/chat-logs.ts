import { CfnLogGroup } from 'aws-cdk-lib/aws-logs'
import type { Backend } from '../backend'

/** Amplify keeps the logs of its function behind the chat for ever; this keeps them for a month. */
export function limitChatLogs({ data }: Backend) {
  for (const child of data.stack.node.findAll()) {
    if (child instanceof CfnLogGroup) child.retentionInDays = 30
  }
}
