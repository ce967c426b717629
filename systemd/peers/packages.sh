# Sourced by the checks that need programs or libraries of others; needs root in $root.
# shellcheck shell=bash

# Lets one check at a time install something: they may run beside each other.
one_at_a_time() {
    mkdir -p "$root/systemd/target"
    (
        flock 9
        "$@"
    ) 9>"$root/systemd/target/installing.lock"
}

# Installs Debian packages, as root. Debian starts what is a service at once, and the checks start their own: name its units after --.
#   install_packages PACKAGE... [-- UNIT...]
install_packages() {
    local packages=()
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        packages+=("$1")
        shift
    done
    [ ${#packages[@]} -gt 0 ] || return 0
    [ $# = 0 ] || shift
    echo "installing ${packages[*]}"
    one_at_a_time apt-get update -qq
    one_at_a_time env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
    [ $# = 0 ] || [ ! -d /run/systemd/system ] || systemctl disable --now "$@"
}
