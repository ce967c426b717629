# Sourced by the checks and benchmarks that run beside mosquitto and Node.js; needs root in $root. Installs mosquitto and
# Node.js by apt-get when they are absent (as root), and the npm packages of package.json below systemd/target.
# Sets PEER_MODULES, where those are.
# shellcheck shell=bash
export PATH=$PATH:/usr/sbin
. "$root/systemd/peers/packages.sh"
needed=()
command -v mosquitto >/dev/null || needed+=(mosquitto)
command -v npm >/dev/null || needed+=(nodejs npm)
install_packages "${needed[@]}" -- mosquitto.service

export PEER_MODULES=$root/systemd/target/peers
install_modules() {
    cmp -s "$root/systemd/peers/package.json" "$PEER_MODULES/installed.json" && return
    echo "installing node-opcua, mqtt and ajv from npm"
    mkdir -p "$PEER_MODULES"
    cp "$root/systemd/peers/package.json" "$PEER_MODULES/"
    (cd "$PEER_MODULES" && npm install --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
    cp "$root/systemd/peers/package.json" "$PEER_MODULES/installed.json"
}
one_at_a_time install_modules
PEERS="mosquitto $(mosquitto -h 2>/dev/null | sed -n '1s/mosquitto version //p'), node-opcua $(
    sed -n 's/.*"version": "\(.*\)".*/\1/p' "$PEER_MODULES/node_modules/node-opcua/package.json"
), Node.js $(node --version)"
