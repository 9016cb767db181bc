import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Backend } from '../backend'
import { signedInRoles } from '../roles'

const maps = ['geo-maps:GetStaticMap', 'geo-maps:GetTile']
const places = [
  'geo-places:Autocomplete',
  'geo-places:Geocode',
  'geo-places:GetPlace',
  'geo-places:ReverseGeocode',
  'geo-places:SearchNearby',
  'geo-places:SearchText',
  'geo-places:Suggest',
]

/**
 * Maps and places of Amazon Location Service need no resource, only the permission to use them.
 * @see https://docs.amplify.aws/nextjs/build-a-backend/add-aws-services/geo/
 */
export function addGeo(backend: Backend) {
  const stack = backend.createStack('geo')
  const provider = (service: string) =>
    `arn:${stack.partition}:${service}:${stack.region}::provider/default`

  new Policy(stack, 'MapsPolicy', {
    roles: signedInRoles(backend),
    statements: [new PolicyStatement({ actions: maps, resources: [provider('geo-maps')] })],
  })

  new Policy(stack, 'PlacesPolicy', {
    roles: signedInRoles(backend),
    statements: [new PolicyStatement({ actions: places, resources: [provider('geo-places')] })],
  })

  // `Amplify.configure` reads this.
  backend.addOutput({
    geo: {
      aws_region: stack.region,
    },
  })
}
