# Prints series, the values after them, and R's own forecasts by ets(), for forecast.pl:
#
#	Rscript forecast.R RUNS
#
# One line for each series, with tabs between its set, kind, length, season, the
# values, the later values, the forecasts and the ends of their 95 % intervals, and the
# least sums of squares that HoltWinters() finds without season, with an additive one,
# and with a multiplicative one.
suppressMessages(library(forecast))

numbers <- function(x) paste0("{", paste(ifelse(is.finite(x), sprintf("%.15g", x), "NULL"), collapse = ","), "}")

least_squares <- function(y, ...) {
  fit <- tryCatch(suppressWarnings(HoltWinters(y, ...)), error = function(e) NULL)
  if (is.null(fit)) NA else fit$SSE
}

tell <- function(set, kind, season, y, came) {
  series <- ts(y, frequency = season)
  f <- forecast(ets(series), h = length(came), level = 95)
  sums <- c(least_squares(series, gamma = FALSE), least_squares(series), if (all(y > 0)) least_squares(series, seasonal = "mult") else NA)
  cat(set, kind, length(y), season, numbers(y), numbers(came), numbers(f$mean), numbers(f$lower), numbers(f$upper), numbers(sums), sep = "\t")
  cat("\n")
}

# Contacts of a day, with a weekly pattern
week <- c(1.35, 1.25, 1.2, 1.15, 1.05, 0.55, 0.45)
horizon <- 14

contacts <- function(kind, mean, n) {
  days <- n + horizon
  day <- 1:days
  swing <- week[(day + sample(7, 1)) %% 7 + 1] * exp(rnorm(7, 0, 0.05))[day %% 7 + 1]
  swing <- if (kind == "no week") rep(1, days) else swing / mean(swing[1:7])
  level <- mean * switch(kind,
    rising = 1 + runif(1, 0.3, 1) * day / days,
    falling = 1 - runif(1, 0.2, 0.6) * day / days,
    growing = exp(runif(1, 0.005, 0.02) * day),
    wandering = exp(cumsum(rnorm(days, 0, 0.05))),
    step = { at <- sample(8:(n - 4), 1); ifelse(day >= at, sample(c(0.6, 1.5), 1), 1) },
    1)
  if (kind %in% c("scattered", "wandering")) rnbinom(days, mu = level * swing, size = 20) else rpois(days, level * swing)
}

runs <- as.integer(commandArgs(TRUE)[1])
set.seed(7)
for (run in seq_len(runs))
  for (n in c(21, 28, 56))
    for (kind in c("steady", "scattered", "rising", "falling", "step", "growing", "wandering", "no week"))
      for (mean in c(15, 150)) {
        y <- contacts(kind, mean, n)
        tell(paste(n, "days"), paste(kind, mean), 7, y[1:n], y[n + 1:horizon])
      }

# R's series, cut near their ends and at fractions of them
real <- list(AirPassengers = AirPassengers, co2 = co2, nottem = nottem, ldeaths = ldeaths, mdeaths = mdeaths, fdeaths = fdeaths, UKgas = UKgas,
             USAccDeaths = USAccDeaths, JohnsonJohnson = JohnsonJohnson, UKDriverDeaths = UKDriverDeaths, austres = austres,
             wineind = wineind, woolyrnq = woolyrnq)
for (name in names(real)) {
  y <- as.numeric(real[[name]])
  season <- frequency(real[[name]])
  far <- if (season == 12) 12 else 8
  farther <- if (season == 12 && length(y) > 150) 24 else far
  for (cut in 1:4) {
    n <- length(y) - cut * far
    tell("R", name, season, y[1:n], y[n + 1:far])
  }
  for (part in c(0.4, 0.55, 0.7, 0.85)) {
    n <- max(floor(part * length(y)), 2 * season + 3)
    tell("R", name, season, y[1:n], y[n + 1:min(farther, length(y) - n)])
  }
}
