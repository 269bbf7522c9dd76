"""Streamlit pieces that several pages share; nothing here asks more than the frame needs."""
