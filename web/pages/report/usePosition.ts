import { useEffect, useState } from 'react'

export type Position = { lat: number; lng: number; accuracy: number }

/** Where this phone is, once the person has allowed it; null until then, or where nobody can tell. */
export function usePosition(): Position | null {
  const [position, setPosition] = useState<Position | null>(null)
  useEffect(() => {
    if (!('geolocation' in navigator)) return
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => setPosition({ lat: coords.latitude, lng: coords.longitude, accuracy: coords.accuracy }),
      // Refused or not to be had: the place is chosen by hand.
      () => setPosition(null),
      { enableHighAccuracy: true, maximumAge: 30_000, timeout: 20_000 },
    )
    return () => navigator.geolocation.clearWatch(watch)
  }, [])
  return position
}
