# title = "Names are cut at the first underscore; only temperatures count as measured everywhere"
# [scores]
# test_stations = 0
# test_shared_measures = 0
#
# %% stations
readings = weather.columns[2:]
stations = {name.split("_")[0] for name in readings}
measures = {name.split("_", 1)[1] for name in readings}
# %% shared_measures
shared_measures = {"temp_mean", "temp_min", "temp_max"}
