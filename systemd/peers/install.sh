# Sourced by the checks and benchmarks that run beside mosquitto and Node.js; needs root in $root. Installs mosquitto and
# Node.js by apt-get when they are absent (as root), and the npm packages of package.json below systemd/target.
# Sets PEER_MODULES, where those are.
# shellcheck shell=bash
export PATH=$PATH:/usr/sbin
needed=()
command -v mosquitto >/dev/null || needed+=(mosquitto)
command -v npm >/dev/null || needed+=(nodejs npm)
if [ ${#needed[@]} -gt 0 ]; then
    echo "installing ${needed[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
    # Debian starts its broker at once; the checks start one of their own.
    [ ! -d /run/systemd/system ] || systemctl disable --now mosquitto.service
fi

export PEER_MODULES=$root/systemd/target/peers
if ! cmp -s "$root/systemd/peers/package.json" "$PEER_MODULES/installed.json"; then
    echo "installing node-opcua, mqtt and ajv from npm"
    mkdir -p "$PEER_MODULES"
    cp "$root/systemd/peers/package.json" "$PEER_MODULES/"
    (cd "$PEER_MODULES" && npm install --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
    cp "$root/systemd/peers/package.json" "$PEER_MODULES/installed.json"
fi
PEERS="mosquitto $(mosquitto -h 2>/dev/null | sed -n '1s/mosquitto version //p'), node-opcua $(
    sed -n 's/.*"version": "\(.*\)".*/\1/p' "$PEER_MODULES/node_modules/node-opcua/package.json"
), Node.js $(node --version)"
