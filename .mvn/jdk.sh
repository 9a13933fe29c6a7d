# Finds a JDK 25 or newer; sourced by vmi, mvnw and .ci/run (POSIX sh).
#
# find_jdk sets JAVA_HOME to the first of: JAVA_HOME, the java on PATH, the oldest that is new enough in the usual folders.
# It fails with one sentence on stderr when there is none.

jdk_least=25

# Prints the feature version of the JDK in folder $1, or nothing when it is no JDK.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9][0-9]*\).*/\1/p'
  fi
}

jdk_new_enough() {
  jdk_found="$(jdk_version "$1")"
  [ "${jdk_found:-0}" -ge "$jdk_least" ]
}

# Prints the home of the java on PATH, behind all its links; on macOS /usr/bin/java is a stub and is not one.
jdk_on_path() {
  jdk_link="$(command -v javac || command -v java)" || return 0
  while [ -L "$jdk_link" ]; do
    jdk_target="$(readlink "$jdk_link")"
    case "$jdk_target" in
      /*) jdk_link="$jdk_target" ;;
      *) jdk_link="${jdk_link%/*}/$jdk_target" ;;
    esac
  done
  (cd "${jdk_link%/*}/.." 2>/dev/null && pwd -P)
}

find_jdk() {
  jdk_best=''
  if [ -n "${JAVA_HOME:-}" ] && jdk_new_enough "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  jdk_path="$(jdk_on_path)"
  if [ -n "$jdk_path" ] && jdk_new_enough "$jdk_path"; then
    jdk_best="$jdk_path"
  else
    jdk_best_version=0
    for jdk_home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/*jdk* /opt/* /opt/java/* /opt/jdk/* \
      "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.asdf/installs/java/* \
      "${HOME:-}"/.local/share/mise/installs/java/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
      if jdk_new_enough "$jdk_home"; then
        if [ "$jdk_best_version" -eq 0 ] || [ "$jdk_found" -lt "$jdk_best_version" ]; then
          jdk_best="$jdk_home"
          jdk_best_version="$jdk_found"
        fi
      fi
    done
  fi
  if [ -z "$jdk_best" ]; then
    echo "vmi4j needs a JDK $jdk_least or newer and found none in JAVA_HOME, on PATH or in the usual folders;" \
      "install one (for example Temurin from https://adoptium.net) or set JAVA_HOME to it." >&2
    return 1
  fi
  JAVA_HOME="$jdk_best"
  export JAVA_HOME
}
