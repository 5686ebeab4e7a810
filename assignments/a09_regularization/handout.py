# %% [markdown]
# # A
