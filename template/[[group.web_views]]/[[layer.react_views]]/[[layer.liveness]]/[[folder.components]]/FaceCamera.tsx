import { FaceLivenessDetector } from '@aws-amplify/ui-react-liveness'
import '@aws-amplify/ui-react/styles.css'
import { region } from '../lib/liveness'

interface Properties {
  sessionId: string
  onComplete: () => Promise<void>
  onError: (problem: unknown) => void
  onCancel: () => void
}

/**
 * Films a face for one check.
 * @see https://ui.docs.amplify.aws/react/connected-components/liveness
 */
export default function FaceCamera({ sessionId, onComplete, onError, onCancel }: Properties) {
  return (
    <FaceLivenessDetector
      sessionId={sessionId}
      region={region}
      onAnalysisComplete={onComplete}
      onError={onError}
      onUserCancel={onCancel}
    />
  )
}
