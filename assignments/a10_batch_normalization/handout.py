# %% [markdown]
# # Assignment 10

# %%
# bootstrap
