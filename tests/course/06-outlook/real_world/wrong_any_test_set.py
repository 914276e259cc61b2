# title = "The lowest error of all, whatever the test set; a new row where another one was"
# [scores]
# test_fair_comparisons = 0
# test_best_model = 0
# test_with_result = 0
#
# %% fair_comparisons
fair_comparisons = {"A", "B", "C", "D"}
# %% best_model
def best_model(results, test_set):
    return results.loc[results["rmse_h"].idxmin(), "model"]


best_on_ten_years = best_model(results, "10_years_v1.0")
# %% with_result
def with_result(results, new):
    results = results.copy()
    results.loc[len(results)] = list(new.values())
    return results
