#!/bin/sh
# From an empty Linux machine with systemd (Debian, Ubuntu, RHEL and their kin) to a running worker. Run again, it
# puts a newer worker in the place of an older one; what is in /etc/cairn and /var/lib/cairn stays as it is.
set -eu
java_version=25
home=/opt/cairn
settings=/etc/cairn
unit=/etc/systemd/system/cairn.service
ops=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f "$0")")" && pwd)

usage() {
  cat <<'END_OF_USAGE'
usage: ops/bootstrap.sh [--dry-run] [--from DIR] [--brokers HOST:PORT,...] [--profile light|medium|heavy]

  --dry-run   prints what would be done, and does none of it; needs no root
  --from      what `./cairn dist` made (target/dist of this checkout)
  --brokers   where Kafka is; without it a first installation is not started, but tells what to set
  --profile   the size of the databases' memory (medium); counts, as --brokers, where there are no settings yet
END_OF_USAGE
}

fail() {
  echo "error: $*" >&2
  exit 1
}

# Whatever changes the machine goes through here.
run() {
  if [ "$dry_run" = yes ]; then
    echo "would run: $*"
  else
    echo "running: $*"
    "$@"
  fi
}

dry_run=no
from=$(dirname "$ops")/target/dist
brokers=
profile=medium
while [ $# -gt 0 ]; do
  case $1 in
  --from | --brokers | --profile) [ $# -ge 2 ] || fail "$1 needs a value; see --help." ;;
  esac
  case $1 in
  --dry-run) dry_run=yes ;;
  --from)
    from=$2
    shift
    ;;
  --brokers)
    brokers=$2
    shift
    ;;
  --profile)
    profile=$2
    shift
    ;;
  -h | --help)
    usage
    exit
    ;;
  *)
    usage >&2
    fail "expected one of these options, but got '$1'."
    ;;
  esac
  shift
done

case $profile in
light | medium | heavy) ;;
*) fail "--profile is '$profile', but it has to be light, medium or heavy." ;;
esac
case $brokers in
*[!A-Za-z0-9.:,_-]*) fail "--brokers is '$brokers', but it has to be as kafka-1:9092,kafka-2:9092." ;;
esac
[ "$dry_run" = yes ] || [ "$(id -u)" = 0 ] || fail "this needs root; --dry-run shows without it what would be done."
[ "$dry_run" = yes ] || [ -d /run/systemd/system ] || fail "this machine was not booted by systemd; docs/deploying.md tells of other ways."

install_package() {
  if command -v apt-get >/dev/null; then
    run apt-get install --yes --no-install-recommends "$1"
  elif command -v dnf >/dev/null; then
    run dnf install --assumeyes "$2"
  else
    return 1
  fi
}

has_java() {
  [ -x "$1/bin/java" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ -n "$version" ] && [ "$version" -ge "$java_version" ]
}

# The folder of a Java that is new enough; nothing if there is none.
find_java() {
  on_path=$(command -v java 2>/dev/null || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/*jre* /opt/*jdk*; do
    if [ -n "$candidate" ] && has_java "$candidate"; then
      echo "$candidate"
      return
    fi
  done
}

java_home=$(find_java)
if [ -z "$java_home" ]; then
  install_package "openjdk-$java_version-jre-headless" "java-$java_version-openjdk-headless" ||
    fail "Java $java_version not found, and the system's packages do not have it. Install one, as Temurin's (https://adoptium.net), and run this again, with JAVA_HOME if it lies in an unusual place."
  java_home=$(find_java)
  [ "$dry_run" = yes ] || [ -n "$java_home" ] || fail "Java $java_version was installed, but is not found; run this again with JAVA_HOME."
fi
echo "Java: ${java_home:-what would have been installed}"

# The unit asks for it; without it the worker runs, but its memory comes apart over weeks.
PATH="$PATH:/sbin:/usr/sbin"
ldconfig -p 2>/dev/null | grep -q 'libjemalloc\.so\.2' || install_package libjemalloc2 jemalloc ||
  echo "warning: jemalloc could not be installed (RHEL has it in EPEL). Take LD_PRELOAD out of $settings/cairn.env, or install it." >&2

# What is to be installed.
[ -x "$from/bin/cairn" ] || [ "$dry_run" = yes ] || fail "expected the worker in $from, but it is not there; make it with ./cairn dist, or name it with --from."
if [ -e "$home" ] && ! ls "$home"/lib/cairn-worker-*.jar >/dev/null 2>&1 && [ -n "$(ls -A "$home")" ]; then
  fail "expected $home to be empty or to hold an older worker, but it holds something else."
fi

id cairn >/dev/null 2>&1 || run useradd --system --user-group --home-dir /var/lib/cairn --shell /usr/sbin/nologin cairn
! systemctl is-active --quiet cairn 2>/dev/null || run systemctl stop cairn
run rm -rf "$home/lib" "$home/bin"
run install -d -m 0755 "$home" "$settings"
run cp -Rp "$from/lib" "$from/bin" "$home/"
run chown -R root:root "$home"
run chmod -R a+rX "$home"

if [ ! -e "$settings/cairn.conf" ]; then
  run install -m 0644 "$ops/systemd/cairn.conf" "$settings/cairn.conf"
  run sed -i "s/^profile = .*/profile = $profile/" "$settings/cairn.conf"
  [ -z "$brokers" ] ||
    run sed -i "s/^source.bootstrap-servers = .*/source.bootstrap-servers = \"$brokers\"/" "$settings/cairn.conf"
elif [ -z "$brokers" ]; then
  # Whoever wrote them has named the brokers.
  brokers=named
fi
if [ ! -e "$settings/cairn.env" ]; then
  run install -m 0600 "$ops/systemd/cairn.env" "$settings/cairn.env"
  run sed -i "s|^#JAVA_HOME=.*|JAVA_HOME=$java_home|" "$settings/cairn.env"
fi
run install -m 0644 "$ops/systemd/cairn.service" "$unit"
run systemctl daemon-reload
# Secrets of the environment file may stand in the settings.
run sh -c "set -a; . $settings/cairn.env; exec $home/bin/cairn config check -c $settings/cairn.conf" ||
  fail "the worker is installed, but not started: mend the settings, and then: systemctl enable --now cairn"

if [ -n "$brokers" ]; then
  run systemctl enable --now cairn
  echo "How it is doing: journalctl -u cairn -f, and curl http://127.0.0.1:9091/readyz"
else
  echo "Now name the brokers in $settings/cairn.conf (source.bootstrap-servers), and then: systemctl enable --now cairn"
fi
