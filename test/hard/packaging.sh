# Functions of the stages that test packages, which read this file.

# Makes the zip for PGXN from the files here, which have no history in a root, and prints its path
zip_sources() {
	version=$(sed -n "s/^default_version = '\(.*\)'/\1/p" kpi.control)
	mkdir -p "/tmp/sources/kpi-$version"
	tar -cf - --exclude=./.git . | tar -C "/tmp/sources/kpi-$version" -xf -
	(cd /tmp/sources && zip -q -r "kpi-$version.zip" "kpi-$version")
	echo "/tmp/sources/kpi-$version.zip"
}

as_postgres() {
	setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
}

# A server with what is installed, by the programs that PATH finds
start_server() {
	as_postgres initdb -D /tmp/cluster -A trust >/dev/null
	as_postgres pg_ctl -D /tmp/cluster -o "-k /tmp -c listen_addresses=" -l /tmp/log -w -s start
}
stop_server() {
	as_postgres pg_ctl -D /tmp/cluster -m fast -s stop
}
sql() {
	as_postgres psql -X -A -t -h /tmp -d postgres -v ON_ERROR_STOP=1 -c "$1"
}

# The net promoter score of one answer for each score, by the extension in that server
computes() {
	[ "$(sql 'SELECT nps(n) FROM generate_series(0, 10) AS n')" = -45.45454545454545 ]
}
