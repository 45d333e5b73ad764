# Prints random groups and R's figures for them, for statistics.pl:
#
#	Rscript statistics.R RUNS
#
# One line for each, with tabs between its kind, its arrays of numbers, and R's figures.
suppressMessages(library(survival))

numbers <- function(x) paste0("{", paste(ifelse(is.finite(x), sprintf("%.17g", x), "NULL"), collapse = ","), "}")
tell <- function(...) cat(..., sep = "\t", fill = FALSE)

# Difference, interval and p-value of two estimates whose errors have given degrees of freedom (Welch 1947)
welch <- function(a, b, degrees_a, degrees_b) {
  difference <- a[1] - b[1]
  error <- sqrt(a[2]^2 + b[2]^2)
  degrees <- error^4 / (a[2]^4 / degrees_a + b[2]^4 / degrees_b)
  c(difference, difference - qt(.975, degrees) * error, difference + qt(.975, degrees) * error, 2 * pt(-abs(difference / error), degrees))
}

restricted <- function(time, finished, end) {
  table <- summary(survfit(Surv(time, finished) ~ 1), rmean = end)$table
  events <- sum(finished[time <= end])
  c(table[["rmean"]], table[["se(rmean)"]] * sqrt(events / (events - 1)), events - 1)
}

ratio <- function(part, whole) {
  n <- length(part)
  r <- sum(part) / sum(whole)
  c(r, sqrt(sum((part - r * whole)^2) / (n * (n - 1) * mean(whole)^2)), n - 1)
}

runs <- as.integer(commandArgs(TRUE)[1])
set.seed(11)
for (run in seq_len(runs)) {
  # whole seconds below 1000, which are ends of buckets, with ties and censored durations
  n <- sample(3:60, 2)
  time <- lapply(n, function(n) pmin(ceiling(rexp(n, 1 / 100)), 990))
  finished <- lapply(n, function(n) as.numeric(runif(n) < 0.75))
  end <- min(max(time[[1]]), max(time[[2]]))
  a <- restricted(time[[1]], finished[[1]], end)
  b <- restricted(time[[2]], finished[[2]], end)
  test <- survdiff(Surv(unlist(time), unlist(finished)) ~ rep(1:2, n))
  variance <- test$var[1, 1]
  log_hazard <- (test$obs - test$exp)[1] / variance
  if (a[3] > 0 && b[3] > 0)
    tell("durations", numbers(time[[1]]), numbers(finished[[1]]), numbers(time[[2]]), numbers(finished[[2]]),
         numbers(c(end, welch(a, b, a[3], b[3]), a[1] - qt(.975, a[3]) * a[2], log_hazard, log_hazard + qnorm(.975) / sqrt(variance), pchisq(test$chisq, 1, lower.tail = FALSE))), "\n")

  n <- sample(2:30, 2)
  part <- lapply(n, function(n) rpois(n, 20))
  whole <- lapply(n, function(n) 5 + rpois(n, 40))
  a <- ratio(part[[1]], whole[[1]])
  b <- ratio(part[[2]], whole[[2]])
  counts <- sapply(part, sum)
  exposures <- sapply(whole, sum)
  share <- exposures[1] / sum(exposures)
  tails <- c(pbinom(counts[1], sum(counts), share), pbinom(counts[1] - 1, sum(counts), share, lower.tail = FALSE))
  tell("ratios", numbers(part[[1]]), numbers(whole[[1]]), numbers(part[[2]]), numbers(whole[[2]]),
       numbers(c(welch(a, b, a[3], b[3]), a[1] + qt(.975, a[3]) * a[2], qgamma(.025, counts[1]) / exposures[1], qgamma(.975, counts[1] + 1) / exposures[1], min(1, 2 * tails))), "\n")
}
