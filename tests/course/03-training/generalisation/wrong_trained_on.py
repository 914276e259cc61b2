# title = "The network of three years is trained on with all days; columns that only look like those of Basel"
# [scores]
# test_basel_days = 0
# test_all_model = 0
#
# %% basel_days
def basel_days(table, years):
    n_days = 365 * years + 1
    columns = [name for name in table.columns if name.startswith("BASEL")]
    return table[columns].iloc[:n_days], table["BASEL_sunshine"].iloc[1 : n_days + 1]
# %% all_model
all_X = weather.iloc[:-1].drop(columns=["DATE", "MONTH"])
all_y = weather["BASEL_sunshine"].iloc[1:]
everything = split(all_X, all_y)
all_model = bn_model
all_model.fit(
    everything[0], everything[3], batch_size=64, epochs=1000, validation_data=(everything[1], everything[4]),
    callbacks=[stopper], verbose=0,
)
all_rmse = rmse(all_model.predict(everything[2], verbose=0), everything[5])
all_baseline = rmse(everything[2]["BASEL_sunshine"], everything[5])
