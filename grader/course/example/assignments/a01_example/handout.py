# %% [markdown]
# # A common scale
#
# Inputs come in all units: metres, years, grams. A method that measures distances then hears only the loudest column.
# So bring every column to mean 0 and standard deviation 1 first.

# %%
# bootstrap

# %% [markdown]
# ## 1.1 Standardize
#
# Rows are examples, columns are inputs. Each column has its own mean and its own deviation.

# %%
# exercise: standardize

# %% [markdown]
# ## What it looks like

# %%
with picture("standardize"):
    import matplotlib.pyplot as plt

    X = np.random.default_rng(0).normal(loc=[5.0, 50.0], scale=[1.0, 10.0], size=(100, 2))
    Z = standardize(X)
    plt.scatter(X[:, 0], X[:, 1], label="before")
    plt.scatter(Z[:, 0], Z[:, 1], label="after")
    plt.legend()
