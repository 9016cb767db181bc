import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { addedOutputs, permissionsOf, roles, signedInRoles } from './synthesized.ts'

const granted: Record<string, string[]> = {
  'geo-maps:GetStaticMap': ['arn:aws:geo-maps:us-east-1::provider/default'],
  'geo-maps:GetTile': ['arn:aws:geo-maps:us-east-1::provider/default'],
  'geo-places:Autocomplete': ['arn:aws:geo-places:us-east-1::provider/default'],
  'geo-places:Geocode': ['arn:aws:geo-places:us-east-1::provider/default'],
  'geo-places:GetPlace': ['arn:aws:geo-places:us-east-1::provider/default'],
  'geo-places:ReverseGeocode': ['arn:aws:geo-places:us-east-1::provider/default'],
  'geo-places:SearchNearby': ['arn:aws:geo-places:us-east-1::provider/default'],
  'geo-places:SearchText': ['arn:aws:geo-places:us-east-1::provider/default'],
  'geo-places:Suggest': ['arn:aws:geo-places:us-east-1::provider/default'],
}

suite('geo', () => {
  test('signed-in people may use maps and places, and change nothing there', () => {
    for (const role of signedInRoles) {
      assert.deepEqual(permissionsOf(role, 'geo-'), granted, role)
    }
  })

  test('visitors who have not signed in may use nothing', () => {
    assert.deepEqual(permissionsOf(roles.visitor, 'geo-'), {})
  })

  test('the app knows the region', () => {
    assert.deepEqual(addedOutputs.geo, { aws_region: 'us-east-1' })
  })
})
