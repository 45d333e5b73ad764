# A formula for Homebrew, for a tap:
#
#	brew install --build-from-source ./packaging/kpi.rb
#
# It is untested, and nothing is published yet: the address is a placeholder, and the
# checksum is that of no file.
class Kpi < Formula
  desc "Customer-service KPIs as aggregates and window functions for PostgreSQL"
  homepage "https://example.org/kpi"
  url "https://example.org/kpi-0.1.0.zip"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "PostgreSQL"

  depends_on "postgresql@17" => [:build, :test]

  def postgresql
    Formula["postgresql@17"]
  end

  def install
    ENV["PG_CONFIG"] = postgresql.opt_bin/"pg_config"
    system "make"
    system "make", "install", "pkglibdir=#{lib/postgresql.name}", "datadir=#{share/postgresql.name}"
  end

  test do
    port = free_port.to_s
    data = testpath/"cluster"
    system postgresql.opt_bin/"pg_ctl", "initdb", "-D", data, "-o", "-A trust"
    system postgresql.opt_bin/"pg_ctl", "start", "-w", "-D", data, "-l", testpath/"log", "-o", "-p #{port}"
    begin
      psql = [postgresql.opt_bin/"psql", "-X", "-A", "-t", "-p", port, "-d", "postgres"]
      system(*psql, "-c", "CREATE EXTENSION kpi")
      assert_equal "0.5", shell_output("#{psql.join(" ")} -c 'SELECT fcr_rate(n > 1) FROM generate_series(1, 2) AS n'").strip
    ensure
      system postgresql.opt_bin/"pg_ctl", "stop", "-D", data
    end
  end
end
