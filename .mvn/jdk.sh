# Sourced by mvnw and salva: finds the JDK that builds and runs the suite.

MINIMUM_JAVA=21
PREFERRED_JAVA=25

java_major() { # prints the major version of the JDK in $1, or 0 when there is none
  [ -x "$1/bin/javac" ] || { echo 0; return; }
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p' | grep . || echo 0
}

find_jdk() { # prints JAVA_HOME when that is new enough, else the newest JDK found; fails when there is none
  local best="" best_major=0 home major
  for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")" 2>/dev/null)" \
    /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    [ -n "$home" ] && [ -d "$home" ] || continue
    major=$(java_major "$home")
    [ "$major" -ge "$MINIMUM_JAVA" ] || continue
    [ "$home" = "${JAVA_HOME:-}" ] && { echo "$home"; return; }
    if [ "$major" -gt "$best_major" ] && [ "$major" -le "$PREFERRED_JAVA" ]; then best="$home"; best_major=$major; fi
  done
  [ -n "$best" ] && echo "$best"
}
