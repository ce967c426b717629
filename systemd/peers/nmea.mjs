// What a satellite receiver at a fixed place says in a time: NMEA 0183 with six GPS and five BeiDou satellites, a fix a second.
// BeiDou's numbers above 32 are left out: gpsd 3.22 takes those for other systems.

function sentence (body) {
  let sum = 0
  for (const byte of Buffer.from(body)) sum ^= byte
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`
}

// Degrees and minutes with four decimals: a resolution of 18 cm.
function angle (degrees, digits, [positive, negative]) {
  const minutes = Math.abs(degrees) * 60
  const whole = String(Math.floor(minutes / 60)).padStart(digits, '0')
  return `${whole}${(minutes % 60).toFixed(4).padStart(7, '0')},${degrees < 0 ? negative : positive}`
}

export function nmeaLog ({ latitude, longitude, altitude }, begin, seconds) {
  const place = `${angle(latitude, 2, 'NS')},${angle(longitude, 3, 'EW')}`
  let log = ''
  for (let second = 0; second < seconds; second++) {
    const [date, clock] = new Date(begin + 1000 * second).toISOString().split('T')
    const time = clock.slice(0, 8).replaceAll(':', '') + '.00'
    const day = date.slice(8, 10) + date.slice(5, 7) + date.slice(2, 4)
    log += [
      `GNRMC,${time},A,${place},0.02,0.0,${day},,,A`,
      `GNGGA,${time},${place},1,11,0.8,${altitude.toFixed(1)},M,-30.0,M,,`,
      'GPGSA,A,3,02,05,12,15,24,25,,,,,,,1.5,0.8,1.2',
      'BDGSA,A,3,07,10,19,20,30,,,,,,,,1.5,0.8,1.2',
      'GPGSV,2,1,06,02,40,110,42,05,60,200,45,12,30,050,38,15,20,310,35',
      'GPGSV,2,2,06,24,70,010,47,25,25,150,36',
      'BDGSV,2,1,05,07,50,190,40,10,55,210,41,19,35,080,39,20,65,330,44',
      'BDGSV,2,2,05,30,28,270,37'
    ].map(sentence).join('')
  }
  return log
}

// Metres between two places that are near each other.
export function metres (a, b) {
  const degree = 111_195
  return Math.hypot((a.latitude - b.latitude) * degree,
    (a.longitude - b.longitude) * degree * Math.cos(a.latitude * Math.PI / 180))
}
