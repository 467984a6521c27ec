"""Scripts of base R that read the files beside them."""

from __future__ import annotations

BEGIN = "# Written by Linnet."

UNMARKED = f"""{BEGIN} Reads the occasions of one species for the package unmarked.
# o <- read_occasions("unmarked.Strix_aluco.csv")
# unmarkedFrameOccu(y = o$y, siteCovs = o$siteCovs, obsCovs = o$obsCovs)
# Certain detections: unmarkedFrameOccuFP(y = o$obsCovs$certain, type = c(0, 0, ncol(o$y)))
# Counts and hours: unmarkedFrameOccuCOP(y = o$obsCovs$count, L = o$obsCovs$effort)
# The file itself is in the order of csvToUMF(file, long = FALSE, type = "unmarkedFrameOccu").
read_occasions <- function(file) {{
  table <- read.csv(file, check.names = FALSE, colClasses = c(site = "character"))
  block <- function(name) {{
    columns <- grep(paste0("^", name, "[.][0-9]+$"), names(table))
    found <- as.matrix(table[, columns, drop = FALSE])
    dimnames(found) <- list(table$site, NULL)
    found
  }}
  covariates <- c("effort", "date", "count", "certain", "score")
  list(
    y = block("y"),
    siteCovs = table[, c("survey", "latitude", "longitude")],
    obsCovs = setNames(lapply(covariates, block), covariates)
  )
}}
"""

SPOCCUPANCY = f"""{BEGIN} Reads the occasions of all species for the package spOccupancy.
# data <- read_occasions("the folder of these files")
# spOccupancy wants projected coordinates: project data$sites first, and add them as data$coords.
read_occasions <- function(folder) {{
  read <- function(name, ...) {{
    file <- file.path(folder, paste0("spOccupancy.", name, ".csv"))
    read.csv(file, check.names = FALSE, ...)
  }}
  rows <- read("y", colClasses = c(site = "character"))
  sites <- read("sites", colClasses = c(site = "character"))
  dates <- read("dates")$date
  species <- unique(rows$species)
  y <- array(NA_integer_, c(length(species), nrow(sites), length(dates)),
             dimnames = list(species, sites$site, NULL))
  y[cbind(match(rows$species, species), match(rows$site, sites$site), rows$replicate)] <- rows$y
  effort <- as.matrix(read("effort")[, -1, drop = FALSE])
  dimnames(effort) <- list(sites$site, NULL)
  day <- matrix(as.numeric(as.Date(dates)), nrow(sites), length(dates), byrow = TRUE)
  list(y = y, occ.covs = sites["survey"], sites = sites,
       det.covs = list(effort = effort, date = day))
}}
"""

CAMTRAPR = f"""{BEGIN} Reads what detectionHistory of the package camtrapR gives.
# h <- read_occasions("camtrapR.Strix_aluco.csv")
# h$effort has hours. camtrapR's own effort is in days.
read_occasions <- function(file) {{
  read <- function(name) {{
    table <- read.csv(name, check.names = FALSE, colClasses = c(Station = "character"))
    found <- as.matrix(table[, -1, drop = FALSE])
    rownames(found) <- table$Station
    found
  }}
  effort <- read(file.path(dirname(file), "camtrapR.effort.csv"))
  list(detection_history = read(file), effort = effort)
}}
"""
