# title = "A day too few in both tables: the networks on them, and their errors, follow"
# [scores]
# test_basel_days = 0
# test_all_days = 0
#
# %% basel_days
def basel_days(table, years):
    columns = [name for name in table.columns if name.startswith("BASEL_")]
    return table[columns].iloc[: 365 * years], table["BASEL_sunshine"].iloc[1 : 365 * years + 1]
# %% all_model
all_X = weather.iloc[:-2].drop(columns=["DATE", "MONTH"])
all_y = weather["BASEL_sunshine"].iloc[1:-1]
everything = split(all_X, all_y)
all_model = create_bn_nn(89)
compile_network(all_model)
all_model.fit(
    everything[0], everything[3], batch_size=64, epochs=1000, verbose=0,
    validation_data=(everything[1], everything[4]), callbacks=[stopper],
)
all_rmse = rmse(all_model.predict(everything[2], verbose=0), everything[5])
all_baseline = rmse(everything[2]["BASEL_sunshine"], everything[5])
