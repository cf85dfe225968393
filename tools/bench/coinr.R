# COINr's CPU seconds for the jobs of engine.py, printed as lines "job seconds". Needs the package COINr.
if (!requireNamespace("COINr", quietly = TRUE)) {
  cat("R is here but COINr is not: COINr's seconds are the reference alone.\n")
  quit(status = 0)
}
suppressMessages(library(COINr))
spent <- function(work) sum(system.time(suppressMessages(work()))[c("user.self", "sys.self")])
coin <- suppressMessages(build_example_coin())
weights <- get_noisy_weights(coin$Meta$Weights$Original, data.frame(Level = c(2, 3), NoiseFactor = c(0.25, 0.25)), Nrep = 100)
specs <- list(
  winmax = list(Address = "$Log$Treat$global_specs$f1_para$winmax", Distribution = 1:5, Type = "discrete"),
  norm = list(
    Address = "$Log$Normalise$global_specs",
    Distribution = list(
      list(f_n = "n_minmax", f_n_para = list(c(1, 100))),
      list(f_n = "n_zscore", f_n_para = list(c(10, 2)))
    ),
    Type = "discrete"
  ),
  weights = list(Address = "$Log$Aggregate$w", Distribution = weights, Type = "discrete"),
  mean = list(Address = "$Log$Aggregate$f_ag", Distribution = c("a_amean", "a_gmean"), Type = "discrete")
)
cat("build", spent(function() build_example_coin(quietly = TRUE)), "\n")
cat("100 uncertainty runs", spent(function() {
  get_sensitivity(coin, SA_specs = specs, N = 100, SA_type = "UA", dset = "Aggregated", iCode = "Index", quietly = TRUE)
}), "\n")
